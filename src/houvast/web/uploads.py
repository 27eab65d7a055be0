"""A file that somebody sends stays in memory, and never more of it than an importer may read."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers


class InMemory(FileUploadHandler):
    """Keeps a file with names off the disk, and of one that is too big only the beginning.

    What is kept of that is still more than an importer takes, so its reader says that the file is
    too big. A handler that took nothing would let the form say that no file was chosen.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing, and let no other handler have the file."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part of the file, as long as not enough is kept to say no."""
        if start <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with the size that was sent."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
