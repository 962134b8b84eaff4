/** The newest file of db/migrations; 0 while there is none. Written by `npm run db:dump`. */
export const SCHEMA_VERSION = 20;
