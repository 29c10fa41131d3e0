"""Static files with a hash in their name, so that a browser keeps them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    # A style sheet of a package may name a source map that is not shipped; that must not stop the start.
    manifest_strict = False
