import { useSession } from "../../session/use-session.ts";

/** The share of false alarms that this server accepts where nobody says; undefined while that is not known. */
export function useUsualRate(): number | undefined {
  const session = useSession();
  return session.state === "in" ? session.identity.false_positive_rate : undefined;
}
