"""The bundled taxonomy is clean."""

from skillgap.taxonomy.check import check_taxonomy


def test_bundled_taxonomy_has_no_findings() -> None:
    findings = check_taxonomy()
    assert not findings, "\n".join(str(finding) for finding in findings)
