"""An invented data set of any size, for trying out and for measuring; plainly marked as such."""

from analysis.demo.root import MOST_COUNTIES, DemoError, list_contradictions, write_demo

__all__ = ["MOST_COUNTIES", "DemoError", "list_contradictions", "write_demo"]
