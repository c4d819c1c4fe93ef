import { Text, UnstyledButton } from "@mantine/core";
import type { Prediction } from "@whowrote/server/schema/prediction";
import { count } from "../format/count.ts";
import { shorten } from "../heat/shorten.ts";
import { useUnits } from "../settings/use-units.ts";
import { english } from "../text/english.ts";
import styles from "./evidence.module.css";
import type { JumpTo } from "./jump-to.ts";

const { evidence, heat } = english;

export type TopToken = Prediction["top_tokens"][number];

interface Properties {
  readonly tokens: readonly TopToken[];
  /** Goes to a token in the code; without it there is no code to go to. */
  readonly onJump?: JumpTo | undefined;
}

/** The few tokens that move the score most. */
export function TopTokens({ tokens, onJump }: Properties) {
  if (tokens.length === 0) return <Text size="sm">{evidence.noTokens}</Text>;
  return (
    <ul className={styles["list"]} style={{ gap: 0 }}>
      {tokens.map((token) => (
        <li key={token.start}>
          {onJump ? (
            <UnstyledButton className={styles["jump"]} onClick={() => onJump(token)}>
              <TokenWords token={token} />
            </UnstyledButton>
          ) : (
            <div className={styles["jump"]}>
              <TokenWords token={token} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function TokenWords({ token }: { readonly token: TopToken }) {
  const units = useUnits();
  const { text, start, end, line, contribution } = token;
  const isLayout = end <= start;
  const name = isLayout ? evidence.layout : text === "" ? evidence.hiddenToken : undefined;
  return (
    <>
      {name === undefined ? (
        <Text span size="sm" className={styles["token"] ?? ""}>
          {shorten(text)}
        </Text>
      ) : (
        <Text span size="sm" fs="italic">
          {name}
        </Text>
      )}
      <Text span size="xs" c="dimmed">
        {evidence.tokenLine(count(line))}
      </Text>
      <Text span size="xs">
        <span className={styles["side"]} data-side={contribution > 0 ? "ai" : "human"}>
          {evidence.speaks(contribution > 0 ? heat.forAi : heat.forHuman, units.contribution(contribution))}
        </span>
      </Text>
    </>
  );
}
