"""The static files as they are served: packed, and named after their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r"""(?P<matched>from\s*["'](?P<url>\./[\w-]+\.js)["'])"""


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Modules of ours find each other by the names with content; those of others are left alone."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("street/*.js", ((IMPORT, 'from "%(url)s"'),)),
    )
