"""Only an open step needs a running track: a past that is brought in whole has ended steps too."""

from django.db import migrations

TRIGGER = """
drop trigger step_on_a_running_track on tracks_step;
create constraint trigger step_on_a_running_track after insert on tracks_step
  not deferrable for each row {when}
  execute function tracks_step_on_a_running_track();
"""


class Migration(migrations.Migration):
    dependencies = [("tracks", "0027_what_is_left")]

    operations = [
        migrations.RunSQL(TRIGGER.format(when="when (new.state = 'open')"), TRIGGER.format(when=""))
    ]
