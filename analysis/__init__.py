"""County briefs: was the programme's money spent, were its targets met, and what happened."""

from importlib import import_module

# Not from typing: `python -m analysis` imports this file while the working folder is still first
# on the path, and a user's typing.py there is not ours.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from analysis.explore.data import Data

__version__ = "0.1.0"


def open_data(data_dir: str = "", as_of: str = "latest", language: str = "zh") -> "Data":
    """Opens a data root: frames of all its counties, with names, plain units and tab completion.

    The data are built first if they are stale.

    Args:
        data_dir: a data root; blank for ``BRIEFS_DATA``, else the project's own data.
        as_of: a date (YYYY-MM-DD) up to which documents count, or ``latest``: all on file.
        language: language of names and labels, ``zh`` or ``en``.

    Returns:
        The frames ``counties``, ``rates``, ``targets``, ``trends``, ``months``, ``findings``,
        ``checks``, ``indicators`` and ``documents``.

    Raises:
        ParameterError: with what is allowed.

    Examples:
        >>> import analysis
        >>> analysis.open_data(language="en").rates.query("rate_id == 'used_of_appropriation'")[
        ...     ["county", "rate_percent", "numerator_cny", "denominator_cny"]
        ... ].head(1).values.tolist()
        [['Luhe County', 44.74, 2237000.0, 5000000.0]]
    """
    # By name: what a build or a brief imports must not depend on what explores their data.
    opened: Data = import_module("analysis.explore.data").open_data(data_dir, as_of, language)
    return opened
