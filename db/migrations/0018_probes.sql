-- The drift register also holds the fields that a run asks for by name, and a field that QuickBooks refuses is a notice.
alter table backfill.notice drop constraint notice_kind_check;
alter table backfill.notice add constraint notice_kind_check
  check (kind in ('new_path', 'new_type', 'vanished_path', 'refused_field', 'orphans'));
comment on column backfill.notice.kind is
  'new_path: a member that no record had before. new_type: a member with a JSON type that it did not have before. vanished_path: a member that most records had, and the last hundred or more have not. refused_field: a field that QuickBooks refuses to give. orphans: references to records that are not held.';
comment on column backfill.field_seen.path is
  'The member, its holders before it and arrays folded: Line[].Amount. Empty for the record itself. Also the parameter include, as it is asked for.';
comment on column backfill.field_seen.types is
  'Its JSON types: array, boolean, null, number, object, string. Also asked or refused, where a run asked for the field by name and QuickBooks took or refused it. Of the record itself also unavailable, where QuickBooks said that the company does not have the entity.';
