import { EmptyState, Group, Stack, Switch, Text } from "@mantine/core";
import { useSearchParams } from "wouter";
import { useSession } from "../../session/use-session.ts";
import { Failure } from "../../shell/failure.tsx";
import { Icon } from "../../shell/icon.tsx";
import { Loading } from "../../shell/loading.tsx";
import { ViewTitle } from "../../shell/view-title.tsx";
import { english } from "../../text/english.ts";
import { keyState } from "./key-state.ts";
import { KeyTable } from "./key-table.tsx";
import { NewKey } from "./new-key.tsx";
import { NoneNeeded } from "./none-needed.tsx";
import { useKeys } from "./use-keys.ts";

const { keys: text } = english;

/** Keys of the server, for its administrators. `?ended=1` shows those that are no longer good, too. */
export function KeysView() {
  const session = useSession();
  const { data, dataUpdatedAt, error, isPending, refetch } = useKeys();
  const [search, setSearch] = useSearchParams();
  const identity = session.state === "in" ? session.identity : undefined;
  const showEnded = search.get("ended") === "1";
  const good = data?.filter((key) => keyState(key, dataUpdatedAt).isGood) ?? [];
  const shown = showEnded ? (data ?? []) : good;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <div>
          <ViewTitle>{text.title}</ViewTitle>
          <Text c="dimmed" mt={4}>
            {text.intro}
          </Text>
        </div>
        <NewKey />
      </Group>
      {identity?.keys_needed === false && <NoneNeeded />}
      {isPending && <Loading />}
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && data.length > good.length && (
        <Switch
          label={text.showEnded}
          checked={showEnded}
          onChange={(event) => setSearch(event.currentTarget.checked ? { ended: "1" } : {}, { replace: true })}
        />
      )}
      {shown.length > 0 && <KeyTable keys={shown} now={dataUpdatedAt} ownId={identity?.key?.id} />}
      {data?.length === 0 && (
        <EmptyState icon={<Icon name="keys" size={32} />} title={text.none} description={text.noneDetail} />
      )}
    </Stack>
  );
}
