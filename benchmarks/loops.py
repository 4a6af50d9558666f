"""Briefs one after the other by one way of running notebooks; prints processor seconds of each.

``python -m benchmarks.loops WAY NOTEBOOK DATA CODE…``; the first county is a warm-up.
It needs nothing of the package but what older commits have too, and so measures those as well.
"""

import ast
import json
import resource
import sys
import tempfile
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path

Parameters = dict[str, str]


def run_floor(notebook: Path, parameters: Parameters) -> None:
    """The same cells as one script: what they compute and draw, and no Jupyter at all."""
    main = types.ModuleType("__main__")
    for source in list_sources(notebook, parameters):
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), vars(main))
        if last:
            shown = eval(compile(ast.Expression(last.value), "cell", "eval"), vars(main))
            if shown is not None:
                shown._repr_mimebundle_()


def run_papermill(notebook: Path, parameters: Parameters) -> None:
    """papermill's Python interface, then the exporter, in this process; a kernel for each."""
    import papermill

    with tempfile.TemporaryDirectory() as folder:
        executed = papermill.execute_notebook(
            str(notebook), f"{folder}/executed.ipynb", parameters, progress_bar=False,
            kernel_name="python3", cwd=str(notebook.parent),
        )  # fmt: skip
    _export(executed)


def run_ploomber(notebook: Path, parameters: Parameters) -> None:
    """ploomber-engine, then the exporter, in this process; no kernel."""
    from ploomber_engine import execute_notebook

    executed = execute_notebook(
        str(notebook), None, parameters=parameters, progress_bar=False, log_output=False
    )
    _export(executed)


WAYS: dict[str, Callable[[Path, Parameters], None]] = {
    "floor": run_floor,
    "papermill": run_papermill,
    "ploomber": run_ploomber,
}


def list_sources(notebook: Path, parameters: Parameters) -> Iterator[str]:
    """The code cells of a notebook, the parameters set after their cell."""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])
            if "parameters" in cell["metadata"].get("tags", []):
                yield "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


def _export(executed: object) -> None:
    from analysis.rendering.page.exporter import export_brief

    export_brief(executed, "benchmark", ())


def main(way: str, notebook: str, data: str, *codes: str) -> None:
    """Runs and prints."""
    for code in codes:
        parameters = {"county_code": code, "as_of": "latest", "language": "zh", "data_dir": data}
        wall, cpu = time.perf_counter(), _take_cpu()
        WAYS[way](Path(notebook), parameters)
        print(f"{way} {time.perf_counter() - wall:.4f} {_take_cpu() - cpu:.4f}", flush=True)


def _take_cpu() -> float:
    """Processor seconds of this process and of those it has waited for, such as kernels."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
