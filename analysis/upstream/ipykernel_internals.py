"""ipykernel: its shell without sockets, and what a kernel replies after a cell."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from jupyter_client.session import Session
from traitlets import Any as AnyTrait

from analysis.upstream.use import Use

if TYPE_CHECKING:
    from ipykernel.zmqshell import ZMQInteractiveShell
    from IPython.core.interactiveshell import ExecutionResult

Message = dict[str, Any]
Receive = Callable[[Message], object]

NO_SOCKETS = Use(
    purpose="What ipykernel's shell would send to a client, handed over in the same process",
    names=(
        "Session.send", "displayhook.session", "displayhook.pub_socket", "display_pub.session",
        "display_pub.pub_socket",
    ),
    versions={"ipykernel": ("7.4", "7.5"), "jupyter-client": ("8.10", "8.11")},
    saved_share=None,
    reason="A kernel needs a process of its own for each brief: six times the processor time.",
)  # fmt: skip
REPLIES = Use(
    purpose="The reply after a cell: whether it failed, also while its value was formatted",
    names=("shell._last_traceback", "shell._last_traceback_during_displayhook"),
    versions={"ipykernel": ("7.4", "7.5")},
    saved_share=None,
    reason="`IPythonKernel.do_execute` needs a running kernel.",
)


class DirectSession(Session):
    """Hands each message to a function, as it would look after its way through a socket."""

    receive = AnyTrait()

    def send(  # type: ignore[override]
        self,
        stream: object,
        msg_or_type: Message | str,
        content: dict[str, Any] | None = None,
        parent: Message | None = None,
        **_options: Any,
    ) -> Message:
        """Hands a message over; arguments as in :class:`Session`."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent=parent)
        # Packed and unpacked as in a socket's message, so that tuples, keys and dates look alike.
        message = {**message, "content": self.unpack(self.pack(message["content"]))}
        self.receive(message)
        return message


def connect_session(shell: "ZMQInteractiveShell", session: Session) -> None:
    """Lets a shell send its displays, values and tracebacks by a session, without a socket."""
    for part in (shell.displayhook, shell.display_pub):
        part.session, part.pub_socket = session, None


def describe_reply(shell: "ZMQInteractiveShell", result: "ExecutionResult") -> dict[str, Any]:
    """The content of the reply that a kernel sends after a cell."""
    # Set for an error in a method that formats the cell's value; IPython itself only shows it.
    is_display_error = getattr(shell, "_last_traceback_during_displayhook", False)
    if result.success and not is_display_error:
        return {"status": "ok"}
    error = result.error_in_exec if result.error_before_exec is None else result.error_before_exec
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }
