package dev.errand.store.job;

/**
 * Takes jobs that wait out of wherever they wait. Shared by the statements that then put them
 * somewhere else.
 *
 * <p>A fresh job's place in the claim index is told by its row in {@code job}; those that were
 * moved are found by id. Whoever moves the same row at the same time is first or last, never both:
 * a row that is gone is not taken.
 */
final class Withdrawal {
  /**
   * Common table expressions that follow {@code asked (id, tenant_id, queue, type, priority)} and
   * end with {@code withdrawn (id, tenant_id, state, attempt, place, due_at)}.
   */
  static final String OF_ASKED =
      """
      waited as (
        delete from waiting
        where id = any (array (select id from asked))
        returning id, tenant_id, state, attempt, id as place, due_at
      ),
      queued as (
        delete from ready
        where ctid = any (array (
          select fresh.row
          from asked a
          cross join lateral (
            select r.ctid as row
            from ready r
            where r.tenant_id = a.tenant_id and r.queue = a.queue and r.type = a.type
              and r.priority = a.priority and r.place = a.id and not r.moved
            limit 1
          ) as fresh
        ))
        returning id, tenant_id, 'pending' as state, attempt, place
      ),
      moved as (
        delete from ready
        where moved and id = any (array (select id from asked))
        returning id, tenant_id, 'pending' as state, attempt, place
      ),
      in_lines as (
        delete from in_line
        where id = any (array (select id from asked))
        returning id, tenant_id, 'pending' as state, attempt, place
      ),
      withdrawn as (
        select id, tenant_id, state, attempt, place, due_at from waited
        union all select id, tenant_id, state, attempt, place, null from queued
        union all select id, tenant_id, state, attempt, place, null from moved
        union all select id, tenant_id, state, attempt, place, null from in_lines
      )
      """
          .strip();

  private Withdrawal() {}
}
