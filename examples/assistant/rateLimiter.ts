/**
 * Configuration options for the rate limiter.
 */
export interface RateLimiterOptions {
  /** The maximum number of requests allowed within the time window. */
  maxRequests: number;
  /** The time window in milliseconds. */
  windowMs: number;
  /** Optional callback invoked when a client exceeds the limit. */
  onLimitExceeded?: (clientId: string) => void;
}

/**
 * Represents the result of a rate limit check.
 */
export interface RateLimitResult {
  allowed: boolean;
  remaining: number;
  resetTime: number;
}

/**
 * A sliding window rate limiter that tracks requests per client.
 *
 * @example
 * const limiter = new RateLimiter({ maxRequests: 100, windowMs: 60000 });
 * const result = limiter.checkLimit("user-123");
 */
export class RateLimiter {
  private readonly requests: Map<string, number[]> = new Map();
  private readonly options: RateLimiterOptions;

  constructor(options: RateLimiterOptions) {
    // Validate the provided options
    if (options.maxRequests <= 0) {
      throw new Error("maxRequests must be a positive number");
    }
    if (options.windowMs <= 0) {
      throw new Error("windowMs must be a positive number");
    }

    this.options = options;
  }

  /**
   * Checks whether a client is allowed to make a request.
   *
   * @param clientId - The unique identifier of the client
   * @returns The result of the rate limit check
   */
  public checkLimit(clientId: string): RateLimitResult {
    const currentTime = Date.now();
    const windowStart = currentTime - this.options.windowMs;

    // Get the existing timestamps for this client
    const timestamps = this.requests.get(clientId) ?? [];

    // Remove timestamps that are outside of the current window
    const validTimestamps = timestamps.filter((timestamp) => timestamp > windowStart);

    // Check if the client has exceeded the limit
    if (validTimestamps.length >= this.options.maxRequests) {
      this.options.onLimitExceeded?.(clientId);
      this.requests.set(clientId, validTimestamps);

      return {
        allowed: false,
        remaining: 0,
        resetTime: validTimestamps[0] + this.options.windowMs,
      };
    }

    // Record the new request
    validTimestamps.push(currentTime);
    this.requests.set(clientId, validTimestamps);

    return {
      allowed: true,
      remaining: this.options.maxRequests - validTimestamps.length,
      resetTime: currentTime + this.options.windowMs,
    };
  }

  /**
   * Resets the rate limit for a specific client.
   *
   * @param clientId - The unique identifier of the client
   */
  public resetClient(clientId: string): void {
    this.requests.delete(clientId);
  }

  /**
   * Cleans up expired entries to prevent memory leaks.
   *
   * @returns The number of clients that were removed
   */
  public cleanup(): number {
    const windowStart = Date.now() - this.options.windowMs;
    let removedCount = 0;

    for (const [clientId, timestamps] of this.requests.entries()) {
      const validTimestamps = timestamps.filter((timestamp) => timestamp > windowStart);

      if (validTimestamps.length === 0) {
        this.requests.delete(clientId);
        removedCount++;
      } else {
        this.requests.set(clientId, validTimestamps);
      }
    }

    return removedCount;
  }
}
