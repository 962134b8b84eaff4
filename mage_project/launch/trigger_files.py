"""
Makes Mage read a trigger from `triggers.yaml` once, and never write to that file.

Mage 0.9.80 copies the file over its database whenever its scheduler starts (`PipelineSchedule.create_or_update_batch`). It also
writes each trigger that is switched or edited on its pages back into the file, with the trigger's token, whatever mode the file
has. A one-time trigger that was switched on is then active in the file. Its run switches it off in the database only, and the
next start switches it on again.

Here the database decides. A trigger that was deleted or renamed on Mage's pages is removed from the file, so that the original
trigger does not come back.
"""

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any


def take_triggers_once(schedule_class: Any, writers: Iterable[ModuleType]) -> None:
    """
    Args:
        schedule_class: Mage's PipelineSchedule
        writers: the modules of Mage that write a trigger into its file
    """
    from mage_ai.data_preparation.models.triggers import remove_trigger

    create_or_update_batch = schedule_class.create_or_update_batch.__func__

    def create_absent(cls: Any, triggers: Sequence[Any]) -> None:
        pipelines = {trigger.pipeline_uuid for trigger in triggers}
        known = cls.repo_query.filter(cls.pipeline_uuid.in_(pipelines)).all()
        names = {(schedule.pipeline_uuid, schedule.name) for schedule in known}
        create_or_update_batch(cls, [each for each in triggers if (each.pipeline_uuid, each.name) not in names])

    def forget_old_name(trigger: Any, pipeline_uuid: str, old_trigger_name: str | None = None, **_: Any) -> None:
        if old_trigger_name is not None:
            remove_trigger(old_trigger_name, pipeline_uuid)

    schedule_class.create_or_update_batch = classmethod(create_absent)
    for module in writers:
        setattr(module, "add_or_update_trigger_for_pipeline_and_persist", forget_old_name)  # noqa: B010 a module has no type for it
