"""Who opens the screens of the street; what devices ask by themselves is in `test_sync_door.py`."""

ON_THE_STREET = {
    "outreach_places": ("anouk bilal wim",),
    "end_outreach_place": ("anouk bilal", "post"),
    "device_names": ("petra",),
    "shift": ("anouk bilal wim", "get"),
    "day_plan": ("anouk bilal wim", "get"),
    "devices": ("anouk bilal wim rachid lotte hugo", "get"),
    "refused_items": ("anouk bilal wim", "get"),
}
SEALED = {"refused_item", "drop_item"}
"""Opened with a key of the municipality: `test_refused.py` tries them."""
LOST = {"device", "lose_device", "give_back_device", "let_letters_in"}
"""Of a device that somebody has: `test_devices.py` and `test_quarantine.py` try them."""
DEVICES = {"sync_stand", "sync_names", "sync_device", "sync_package", "sync_sealed"} | SEALED | LOST
