-- What every later file builds on: extensions and roles. It is applied before the numbered files, outside goose (which
-- counts from 1), each time a database is brought up to date, so every statement may be repeated.
--
-- The owner of the database may create the last three himself; pgvector asks for a superuser, where it is not there already.
-- There is no way back: another schema in the same database may use them, and roles belong to the whole server.

CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The public assistant and the staff pages each work in their own role, so that a mistake in the code cannot read what
-- the role may not see. A role is created once for all databases of a server: two databases that are prepared at the
-- same moment may both try, and the loser of that race is content. Who may not create roles goes on without them.
DO $$
DECLARE
	wanted text;
BEGIN
	FOREACH wanted IN ARRAY ARRAY['wegwijzer_public', 'wegwijzer_staff'] LOOP
		CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = wanted);
		BEGIN
			EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
			EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
		EXCEPTION
			WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
				NULL;
		END;
	END LOOP;
END
$$;
