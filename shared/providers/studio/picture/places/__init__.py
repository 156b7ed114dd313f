"""The sets: one file each, registered here."""

from collections.abc import Mapping

from shared.artifacts.records import Place as PlaceName
from shared.providers.studio.picture.places import (
    courtyard,
    hospital,
    kitchen,
    living_room,
    office,
    rooftop,
    station,
    street,
    teahouse,
)
from shared.providers.studio.picture.places.fronts import FRONTS
from shared.providers.studio.picture.places.place import Place
from shared.providers.studio.picture.places.stage import FLOOR, HEIGHT, WIDTH, Lamp, Stage

PLACES: Mapping[PlaceName, Place] = {
    "courtyard": courtyard.PLACE,
    "living-room": living_room.PLACE,
    "kitchen": kitchen.PLACE,
    "street": street.PLACE,
    "office": office.PLACE,
    "hospital": hospital.PLACE,
    "teahouse": teahouse.PLACE,
    "station": station.PLACE,
    "rooftop": rooftop.PLACE,
}

__all__ = ["FLOOR", "FRONTS", "HEIGHT", "PLACES", "WIDTH", "Lamp", "Place", "Stage"]
