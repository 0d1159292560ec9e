-- name: get_job
-- Find a job of a user.
SELECT * FROM jobs WHERE item = %(item)s AND user_number = %(user_number)s;

-- name: list_jobs
-- List a user's jobs of a kind, newest first, after the one that the cursor names.
SELECT * FROM jobs
WHERE user_number = %(user_number)s
  AND kind = %(kind)s
  AND (%(user_id)s::text IS NULL OR user_id = %(user_id)s)
  AND (%(item)s::text IS NULL OR (created_at, item) < (%(created_at)s::timestamptz, %(item)s))
ORDER BY created_at DESC, item DESC
LIMIT %(limit)s;

-- name: split_of_bytes
-- Find the newest job of an account that splits those bytes and has not failed.
SELECT * FROM jobs
WHERE user_number = %(user_number)s AND user_id = %(user_id)s AND kind = 'split'
  AND request ->> 'sha256' = %(sha256)s AND status <> 10
ORDER BY created_at DESC
LIMIT 1;

-- name: lock_splits
-- Take the turn of a user who has files split.
SELECT pg_advisory_xact_lock(hashtextextended('tonewright splits', %(user_number)s));

-- name: list_executing
-- List the executing jobs of a user, oldest first.
SELECT * FROM jobs WHERE user_number = %(user_number)s AND status = 0 ORDER BY created_at, item;

-- name: cancel_job
-- End an executing job of a user as cancelled.
UPDATE jobs
SET status = 10, error = %(error)s, finished_at = now(), updated_at = now()
WHERE item = %(item)s AND user_number = %(user_number)s AND status = 0
RETURNING *;

-- name: delete_job
-- Delete a job of a user.
DELETE FROM jobs WHERE item = %(item)s AND user_number = %(user_number)s RETURNING *;
