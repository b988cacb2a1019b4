"""Licences of published data and code: one entry each, quoted wherever used."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """What a licence is called, where it can be read, and the words it asks for."""

    name: str
    url: str
    attribution: str


LICENCES: dict[str, Licence] = {
    "OGL-3.0": Licence(
        name="Open Government Licence v3.0",
        url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        attribution="Contains public sector information licensed under the "
        "Open Government Licence v3.0.",
    ),
    "OGL-3.0-ONS": Licence(
        name="Open Government Licence v3.0 (ONS geography)",
        url="https://www.ons.gov.uk/methodology/geography/licences",
        attribution="Source: Office for National Statistics licensed under the Open "
        "Government Licence v3.0. Contains OS data © Crown copyright and database "
        "right.",
    ),
    "OPL-3.0": Licence(
        name="Open Parliament Licence v3.0",
        url="https://www.parliament.uk/site-information/copyright-parliament/open-parliament-licence/",
        attribution="Contains Parliamentary information licensed under the "
        "Open Parliament Licence v3.0.",
    ),
    "OS-OPENDATA": Licence(
        name="OS OpenData (Open Government Licence v3.0)",
        url="https://www.ordnancesurvey.co.uk/opendata/licence",
        attribution="Contains OS data © Crown copyright and database right. Contains "
        "Royal Mail data © Royal Mail copyright and database right.",
    ),
    "CC-BY-4.0": Licence(
        name="Creative Commons Attribution 4.0 International",
        url="https://creativecommons.org/licenses/by/4.0/",
        attribution="Licensed under Creative Commons Attribution 4.0 International.",
    ),
    "MIT": Licence(
        name="MIT License",
        url="https://opensource.org/license/mit",
        attribution="Licensed under the MIT License.",
    ),
    "BSD-3-Clause": Licence(
        name="BSD 3-Clause License",
        url="https://opensource.org/license/bsd-3-clause",
        attribution="Licensed under the BSD 3-Clause License.",
    ),
    "local": Licence(
        name="Supplied locally under the system's own data-sharing agreement",
        url="",
        attribution="Local extract, not for publication.",
    ),
    "not-stated": Licence(
        name="No licence stated by the publisher",
        url="",
        attribution="No licence was stated where this file was published.",
    ),
}
