-- When the refresh token was issued and when it dies. Times only: the token itself is in Mage Secrets and nowhere else.
alter table backfill.company add column if not exists token_issued_at_utc timestamptz;
alter table backfill.company add column if not exists token_rotated_at_utc timestamptz;
alter table backfill.company add column if not exists token_idle_ends_at_utc timestamptz;
alter table backfill.company add column if not exists token_grant_ends_at_utc timestamptz;
comment on column backfill.company.token_issued_at_utc is
  'When the stored refresh token was issued: the sign-in that brought it, or, for one that a person stored, the first sign-in with it.';
comment on column backfill.company.token_rotated_at_utc is
  'When a sign-in last brought a new refresh token; null while the one from the last consent is stored.';
comment on column backfill.company.token_idle_ends_at_utc is
  'When the stored refresh token dies if no run signs in before (Intuit: 100 days), as Intuit said at the last sign-in.';
comment on column backfill.company.token_grant_ends_at_utc is
  'When the consent itself ends, used or not (Intuit: five years): authorise again before. Null where Intuit did not say.';
