"""The gazetteer: spellings, look-up, areas, a user's own places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.errors import LexiconError
from rashomon.gazetteer import Gazetteer, arabic_folded, folded


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Az Zāwiyah", "az zawiyah"),
        ("U.S.", "us"),
        ("St. Louis", "saint louis"),
        ("Ra's al-‘Ayn", "ras al ayn"),
        ("Łódź", "lodz"),
        ("the Hague", "hague"),
        ("Port-au-Prince", "port au prince"),
        ("Fort\u00a0Worth", "fort worth"),
    ],
)
def test_folding_takes_away_typography_alone(name, key):
    assert folded(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("al-Zawiya", "Az Zāwiyah"),
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("el-Beida", "Al Bayḑā’"),
        ("Sabrata", "Ṣabrātah"),
    ],
)
def test_romanisations_of_arabic_fold_to_one(one, other):
    assert arabic_folded(one) == arabic_folded(other)


@given(st.text(max_size=40))
def test_folding_never_raises_and_leaves_no_accents(name):
    assert "\u0301" not in folded(name)
    assert isinstance(arabic_folded(name), str)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(name):
    assert isinstance(Gazetteer.load().lookup(name), tuple)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Benghazi", "LY"),
        ("Bengasi", "LY"),
        ("Zawiya", "LY"),
        ("Az Zawiyah", "LY"),
        ("al-Zawiya", "LY"),
        ("Sirte", "LY"),
        ("Zuwara", "LY"),
        ("Surman", "LY"),
        ("Sabratha", "LY"),
        ("Zintan", "LY"),
        ("Sigonella", "IT"),
        ("Benina", "LY"),
        ("DRC", "CD"),
        ("Ivory Coast", "CI"),
        ("England", "GB"),
    ],
)
def test_a_name_in_the_news_finds_its_country(gazetteer, name, country):
    assert gazetteer.lookup(name)[0].country == country


@pytest.mark.parametrize("name", ["Abu Grein", "Sadada", "Sigonela", "Bengazhi", "", " ", "—"])
def test_what_no_list_has_is_not_guessed_from_likeness(gazetteer, name):
    assert gazetteer.lookup(name) == ()


def test_an_article_is_no_article_where_arabic_is_not_spoken(gazetteer):
    assert gazetteer.lookup("El Salvador")[0].country == "SV"
    assert gazetteer.lookup("Al Capone") == ()


def test_a_countrys_point_is_the_middle_of_its_area_not_its_capital(gazetteer):
    libya = gazetteer.lookup("Libya")[0]
    assert libya.kind == "country"
    assert libya.precision == 6
    assert (libya.lat, libya.lon) == pytest.approx((27, 18), abs=1.0)
    states = gazetteer.lookup("United States")[0]
    assert (states.lat, states.lon) == pytest.approx((39.8, -98.6), abs=0.7)


def test_divisions_know_their_level(gazetteer):
    louisiana = gazetteer.lookup("Louisiana")[0]
    assert (louisiana.kind, louisiana.precision, louisiana.country) == ("admin1", 4, "US")
    parish = gazetteer.lookup("Rapides Parish")[0]
    assert (parish.kind, parish.precision, parish.admin1) == ("admin2", 3, "Louisiana")


@pytest.mark.parametrize(
    ("name", "country"), [("Katanga", "CD"), ("Picardy", "FR"), ("Nghe An", "VN"), ("Orissa", "IN")]
)
def test_divisions_of_the_past_are_known(gazetteer, name, country):
    found = next(t for t in gazetteer.lookup(name) if t.kind == "admin1")
    assert (found.country, found.precision) == (country, 4)
    assert gazetteer.is_known(name)


def test_a_state_that_is_gone_is_a_region_of_no_country(gazetteer):
    (found,) = gazetteer.lookup("Czechoslovakia")
    assert (found.kind, found.country, found.precision) == ("region", None, None)


@pytest.mark.parametrize(
    ("name", "country"), [("Euphrates", None), ("Lake Titicaca", None), ("Mount Kilimanjaro", "TZ"), ("Tenerife", "ES")]
)
def test_rivers_lakes_mountains_and_islands_are_regions(gazetteer, name, country):
    found = gazetteer.lookup(name)[0]
    assert (found.kind, found.country) == ("region", country)


def test_wide_regions_have_no_country(gazetteer):
    assert gazetteer.lookup("the Middle East")[0].country is None
    assert gazetteer.lookup("Gaza Strip")[0].country == "PS"


def test_neighbours_are_known(gazetteer):
    assert gazetteer.are_neighbours("LY", "TN")
    assert not gazetteer.are_neighbours("LY", "IT")
    assert gazetteer.country("LY").capital == "Tripoli"


def test_a_users_place_comes_first(gazetteer, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text(
        "name,lat,lon,country,precision,other_names\nAbu Grein,31.44,15.24,ly,2,Abu Qrayn;Bu Grain\nParis,1,2,,,\n"
    )
    extended = gazetteer.with_user(own)
    place = extended.lookup("abu-qrayn")[0]
    assert (place.name, place.country, place.precision, place.own) == ("Abu Grein", "LY", 2, True)
    assert extended.lookup("Paris")[0].own
    assert len(extended.lookup("Paris")) == len(gazetteer.lookup("Paris")) + 1


@pytest.mark.parametrize(
    "content", ["name,lat\nX,1\n", "name,lat,lon\nX,north,2\n", "name,lat,lon\nX,91,2\n", "name,lat,lon\n,1,2\n"]
)
def test_a_users_list_that_cannot_be_read_says_where(gazetteer, tmp_path, content):
    own = tmp_path / "own.csv"
    own.write_text(content)
    with pytest.raises(LexiconError, match=r"own\.csv"):
        gazetteer.with_user(own)
