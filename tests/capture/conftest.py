"""A phone of anouk, and the folder with the key that it seals with."""

import pytest

from tests.capture.phone import a_phone, give_key


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOUVAST_KEYS", str(tmp_path))
    return tmp_path


@pytest.fixture
def phone(town, folder):
    give_key(folder, town["anouk"].municipality_id)
    return a_phone(town["anouk"])
