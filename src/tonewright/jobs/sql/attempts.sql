-- name: begin_attempt
-- Begin an attempt at an executing job and take the next fencing token.
UPDATE jobs
SET attempt = attempt + 1, started_at = now(), updated_at = now()
WHERE item = %(item)s AND status = 0
RETURNING *;

-- name: set_progress
-- Note the progress of an attempt, which never goes back, and tell whether a call is due: it moved by 10 or more.
WITH before AS (
    SELECT item, called_progress
    FROM jobs
    WHERE item = %(item)s AND attempt = %(attempt)s AND status = 0
    FOR UPDATE
)
UPDATE jobs AS job
SET progress = greatest(job.progress, %(progress)s),
    updated_at = now(),
    called_progress = CASE
        WHEN %(progress)s >= before.called_progress + 10 THEN %(progress)s ELSE before.called_progress
    END
FROM before
WHERE job.item = before.item
RETURNING job.called_progress > before.called_progress AND job.reply_url IS NOT NULL AS call_is_due;

-- name: complete
-- Complete a job whose files are all stored.
UPDATE jobs
SET status = 30, progress = 100, facts = %(facts)s, files = %(files)s,
    updated_at = now(), finished_at = now()
WHERE item = %(item)s AND attempt = %(attempt)s AND status = 0
RETURNING *;

-- name: count_failure
-- Count an attempt that ended by the engine's fault, and end the job where it was the last one allowed.
UPDATE jobs
SET failures = failures + 1,
    updated_at = now(),
    status = CASE WHEN %(last)s OR failures + 1 >= %(failure_cap)s THEN 10 ELSE status END,
    error = CASE WHEN %(last)s OR failures + 1 >= %(failure_cap)s THEN %(error)s ELSE error END,
    finished_at = CASE WHEN %(last)s OR failures + 1 >= %(failure_cap)s THEN now() ELSE finished_at END
WHERE item = %(item)s AND attempt = %(attempt)s AND status = 0
RETURNING *;

-- name: count_loss
-- Count an attempt that was lost with its worker, shut that worker out by the next fencing token, and end the
-- job where it was the last one allowed.
UPDATE jobs
SET losses = losses + 1,
    attempt = attempt + 1,
    updated_at = now(),
    status = CASE WHEN losses + 1 >= %(loss_cap)s THEN 10 ELSE status END,
    error = CASE WHEN losses + 1 >= %(loss_cap)s THEN %(error)s ELSE error END,
    finished_at = CASE WHEN losses + 1 >= %(loss_cap)s THEN now() ELSE finished_at END
WHERE item = %(item)s AND status = 0 AND (%(attempt)s::integer IS NULL OR attempt = %(attempt)s)
RETURNING *;

-- name: load
-- Find a job whoever owns it.
SELECT * FROM jobs WHERE item = %(item)s;

-- name: executing_attempts
-- List which attempts execute, of the items given.
SELECT item, attempt FROM jobs WHERE status = 0 AND item = ANY(%(items)s);

-- name: lock_strays
-- Find executing jobs that the queue has forgotten, so that nobody will ever make them.
SELECT job.item
FROM jobs AS job
LEFT JOIN procrastinate_jobs AS making ON making.id = job.queue_id AND making.status IN ('todo', 'doing')
WHERE job.status = 0 AND making.id IS NULL AND job.updated_at < now() - make_interval(secs => %(age_s)s)
FOR UPDATE OF job SKIP LOCKED;

-- name: set_queue_id
-- Note the queue's new number of a job.
UPDATE jobs SET queue_id = %(queue_id)s, updated_at = now() WHERE item = %(item)s;
