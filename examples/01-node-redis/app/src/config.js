import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

/** All that is wrong with the environment, in one message: nobody likes to mend it one restart at a time. */
export class ConfigError extends Error {}

export function readConfig(env) {
  const problems = [];
  const bad = (name, got, allowed) => void problems.push(`${name}: got ${got}, allowed: ${allowed}`);

  function number(name, fallback, min, max) {
    const text = env[name];
    if (text === undefined) return fallback;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    bad(name, JSON.stringify(text), `a whole number from ${min} to ${max}`);
    return fallback;
  }

  /** The path of a file that can be read now. Its content is read again at each connection: it may be rotated. */
  function file(name, allowed, isGood) {
    const path = env[name];
    if (!path) return bad(name, path === undefined ? 'nothing' : '""', `the absolute path of ${allowed}`);
    if (!isAbsolute(path)) return bad(name, JSON.stringify(path), `the absolute path of ${allowed}`);
    try {
      if (!isGood(readFileSync(path, 'utf8'))) bad(name, `a file that is not one (${path})`, `a path of ${allowed}`);
    } catch (err) {
      bad(name, `a path that cannot be read (${path}: ${err.code})`, `the absolute path of ${allowed}`);
    }
    return path;
  }

  const config = {
    port: number('PORT', 5010, 1024, 65535),
    metricsPort: number('METRICS_PORT', 9464, 1024, 65535),
    drainDelaySeconds: number('DRAIN_DELAY_SECONDS', 0, 0, 300),
    stopGraceSeconds: number('STOP_GRACE_SECONDS', 30, 2, 3600),
    redis: {
      ...redisUrl(env.REDIS_URL, bad),
      authFile: file('REDIS_AUTH_FILE', 'a file with the password', (text) => text.trim() !== ''),
      caFile: file('REDIS_CA_FILE', 'a PEM file with a certificate', isCertificate),
    },
  };
  if (config.port === config.metricsPort) bad('METRICS_PORT', config.metricsPort, `a port other than PORT`);
  // One second is kept for closing, one for exiting before the runtime kills us.
  const maxDrain = config.stopGraceSeconds - 2;
  if (config.drainDelaySeconds > maxDrain) {
    bad('DRAIN_DELAY_SECONDS', config.drainDelaySeconds, `at most STOP_GRACE_SECONDS - 2, here ${maxDrain}`);
  }
  if (problems.length > 0) throw new ConfigError(problems.join('; '));
  return config;
}

/** Never echoes the URL: somebody will put a password into it one day. */
function redisUrl(text, bad) {
  const allowed = 'rediss://USER@HOST:PORT (TLS, no password, no path)';
  if (!text) return bad('REDIS_URL', text === undefined ? 'nothing' : '""', allowed);
  if (!URL.canParse(text)) return bad('REDIS_URL', 'something that is no URL', allowed);
  const url = new URL(text);
  if (url.protocol !== 'rediss:') return bad('REDIS_URL', `a URL that starts with ${url.protocol}//`, allowed);
  if (url.password) return bad('REDIS_URL', 'a URL with a password in it', `${allowed}; it belongs in REDIS_AUTH_FILE`);
  if (!url.username) return bad('REDIS_URL', 'a URL without a user', allowed);
  if (!url.hostname) return bad('REDIS_URL', 'a URL without a host', allowed);
  if (!['', '/'].includes(url.pathname) || url.search || url.hash)
    return bad('REDIS_URL', 'a URL with a path', allowed);
  return {
    username: decoded(url.username) ?? bad('REDIS_URL', 'a URL with a user that cannot be decoded', allowed),
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || 6379),
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isCertificate(text) {
  try {
    return new X509Certificate(text) !== undefined;
  } catch {
    return false;
  }
}
