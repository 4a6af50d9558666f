"""Makes briefs one after the other by one way of running notebooks, and prints the time of each.

``python -m benchmarks.loops WAY NOTEBOOK DATA CODE…``; the first county is a warm-up. It uses
little of the package, so that it can measure older commits too.
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
    """Runs the cells as one script, without Jupyter: they compute and draw the same."""
    main = types.ModuleType("__main__")
    for source in list_sources(notebook, parameters):
        tree = ast.parse(source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), vars(main))
        if last:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), vars(main))
            if value is not None:
                value._repr_mimebundle_()


def run_papermill(notebook: Path, parameters: Parameters) -> None:
    """Runs papermill's Python interface with a kernel for each brief, then the exporter."""
    import papermill

    with tempfile.TemporaryDirectory() as folder:
        executed = papermill.execute_notebook(
            str(notebook), f"{folder}/executed.ipynb", parameters, progress_bar=False,
            kernel_name="python3", cwd=str(notebook.parent),
        )  # fmt: skip
    _export(executed)


def run_ploomber(notebook: Path, parameters: Parameters) -> None:
    """Runs ploomber-engine, which needs no kernel, then the exporter."""
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
    """Yields the code cells of a notebook; assignments of the parameters follow their cell."""
    for cell in json.loads(notebook.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])
            if "parameters" in cell["metadata"].get("tags", []):
                yield "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


def _export(executed: object) -> None:
    from analysis.rendering.page.exporter import export_brief

    export_brief(executed, "benchmark", ())


def main(way: str, notebook: str, data: str, *codes: str) -> None:
    """Makes a brief of each county; prints the way's name, wall and processor seconds."""
    for code in codes:
        parameters = {"county_code": code, "as_of": "latest", "language": "zh", "data_dir": data}
        wall, cpu = time.perf_counter(), _take_cpu()
        WAYS[way](Path(notebook), parameters)
        print(f"{way} {time.perf_counter() - wall:.4f} {_take_cpu() - cpu:.4f}", flush=True)


def _take_cpu() -> float:
    """Processor seconds of this process and of its ended child processes, such as kernels."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    main(*sys.argv[1:])
