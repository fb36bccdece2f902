"""What can go wrong because of input; every message names the thing, what was expected, what to do."""


class DatelineError(Exception):
    """Base of the errors that a user can cause and mend."""


class InputError(DatelineError):
    """A file, address or line that cannot be read as what it should be."""


class DataError(DatelineError):
    """Data that ships with the package (ontology, gazetteer, bundle) is missing or inconsistent."""
