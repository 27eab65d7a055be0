"""The doors of sharing and of the registers it rests on: who may open them, and how."""

WATCH, KEEP = "vera petra", "vera"
AT_SHARING = {
    "grounds": (WATCH, "get"),
    "ground": (WATCH, "get"),
    "partners": (WATCH, "get"),
    "partner": (WATCH, "get"),
    "new_partner": (KEEP,),
    "change_ground": (KEEP,),
    "change_partner": (KEEP,),
    "agree_version": (WATCH, "post"),
    "decline_version": (WATCH, "post"),
    "sharing": ("owner", "get"),
    "share": ("owner",),
    "refuse_share": ("owner",),
    "stop_sharing": ("owner",),
    "put_right": ("owner",),
    "sharing_step": ("owner", "post"),
    "work_fact": ("",),
    "allowed": ("owner",),
    "take_allowed_back": ("owner", "post"),
    "given": ("wim", "get"),
    "given_step": ("wim", "post"),
    "along": (KEEP, "get"),
    "agree_along": (KEEP, "post"),
    "refuse_along": (KEEP,),
}
SHARING_STEPS = {"sharing_step": "anders", "given_step": "ontvangen"}
