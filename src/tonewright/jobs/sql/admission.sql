-- name: insert_job
-- Keep a new job.
INSERT INTO jobs (item, user_number, user_id, kind, request, reply_url, reply_ref, origin, queue_id)
VALUES (
    %(item)s, %(user_number)s, %(user_id)s, %(kind)s, %(request)s,
    %(reply_url)s, %(reply_ref)s, %(origin)s, %(queue_id)s
)
RETURNING *;

-- name: count_executing
-- Count the executing jobs of a user, account by account.
SELECT user_id, count(*) AS executing
FROM jobs
WHERE user_number = %(user_number)s AND status = 0
GROUP BY user_id;

-- name: estimate_wait
-- Estimate in seconds when the first of some accounts' jobs will be done.
-- A running job needs what it has taken so far in the proportion that is left, once it is some way on; before
-- that, and while it waits, what jobs have usually taken of late. One that waits has those before it to wait for,
-- shared by as many as run now.
WITH usual AS (
    SELECT coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY lasted_s), %(usual_s)s) AS lasts_s
    FROM (
        SELECT extract(epoch FROM finished_at - started_at)::float8 AS lasted_s
        FROM jobs
        WHERE status = 30
        ORDER BY finished_at DESC
        LIMIT 20
    ) AS lately
),
executing AS (
    SELECT
        job.user_number,
        job.user_id,
        job.progress,
        extract(epoch FROM now() - job.started_at)::float8 AS elapsed_s,
        making.status = 'doing' AS running,
        count(*) FILTER (WHERE making.status = 'todo') OVER (ORDER BY making.priority DESC, making.id) AS place,
        count(*) FILTER (WHERE making.status = 'doing') OVER () AS hands
    FROM jobs AS job
    JOIN procrastinate_jobs AS making ON making.id = job.queue_id
    WHERE job.status = 0
)
SELECT min(
    CASE
        WHEN running AND progress >= 10 THEN elapsed_s * (100 - progress) / progress
        WHEN running THEN lasts_s - elapsed_s
        ELSE lasts_s * (1 + place::float8 / greatest(hands, 1))
    END
) AS wait_s
FROM executing, usual
WHERE user_number = %(user_number)s AND user_id = ANY(%(user_ids)s);
