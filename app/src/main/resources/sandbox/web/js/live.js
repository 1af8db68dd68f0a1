// What the whole page shares: the world, who one is, and the version that rises with every change on the stand-in.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { github, sandbox } from '/js/github.js';

const CHOSEN = 'registrar-sandbox-person';
const SETTLE_MS = 120; // one push makes several changes: refresh once for all of them
const RETRY_MS = 2000;

const state = { world: null, login: remembered(), version: 0, lost: false, problem: null, said: '' };
const listeners = new Set();

function remembered() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null; // storage may be switched off; the choice then lasts as long as the page
  }
}

function set(change) {
  Object.assign(state, change);
  for (const listener of [...listeners]) listener();
}

/** Re-renders the caller when anything shared changes. */
export function useShared() {
  const [, bump] = useState(0);
  useEffect(() => {
    const listener = () => bump((n) => n + 1);
    listeners.add(listener);
    listener(); // something may have changed between the render and now
    return () => listeners.delete(listener);
  }, []);
  return state;
}

export function choose(login) {
  try {
    localStorage.setItem(CHOSEN, login);
  } catch {
    // see remembered()
  }
  set({ login });
}

/** Tells people who do not see the page what has just happened. */
export const say = (words) => set({ said: state.said === words ? `${words}\u00a0` : words });

/** Fetch again now, without waiting to be told. */
export const refresh = () => set({ version: state.version + 0.001 });

export const world = () => state.world;
export const person = (login = state.login) => state.world?.people.find((p) => p.login === login) ?? null;
export const repository = (name) => state.world?.repositories.find((r) => r.full_name === name) ?? null;
export const catalogRepository = () =>
  state.world?.repositories.find((r) => /catalog/.test(`${r.role_hint}`)) ?? state.world?.repositories[0] ?? null;

/** GitHub as the person who is chosen. */
export const asMe = () => github(state.login);

export function useMe() {
  const { login } = useShared();
  return useMemo(() => ({ login, person: person(login), github: github(login) }), [login]);
}

/**
 * Loads now, whenever the key or the person changes, and whenever the stand-in changes. What was shown stays until the
 * new answer is there, so that scroll, focus and half-typed words are left alone.
 */
export function useLive(key, load) {
  const { version, login } = useShared();
  const [shown, show] = useState({ key: null, data: null, error: null });
  const turn = useRef(0);
  useEffect(() => {
    const mine = (turn.current += 1);
    const current = () => mine === turn.current;
    load(github(login)).then(
      (data) => current() && show({ key, data, error: null }),
      (error) => current() && show((before) => ({ key, data: before.key === key ? before.data : null, error })),
    );
  }, [key, version, login]);
  const fresh = shown.key === key;
  return { data: fresh ? shown.data : null, error: fresh ? shown.error : null, loading: !fresh };
}

export async function start() {
  await meet();
  follow();
}

async function meet() {
  const found = await sandbox.world();
  const known = found.people.some((p) => p.login === state.login);
  const first = found.people.find((p) => p.role === 'member') ?? found.people[0];
  set({ world: found, version: found.version, login: known ? state.login : (first?.login ?? null), lost: false });
}

async function follow() {
  let seen = state.world.version;
  for (;;) {
    try {
      const answer = await sandbox.changes(seen);
      if (state.lost) await meet();
      if (answer.version !== seen) {
        await new Promise((done) => setTimeout(done, SETTLE_MS));
        seen = answer.version;
        set({ version: Math.floor(state.version) + 1, lost: false });
      }
    } catch {
      set({ lost: true });
      seen = 0; // a stand-in that was restarted counts from the start
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}
