import { Anchor, EmptyState } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../address.ts";
import { Icon } from "../shell/icon.tsx";
import { ViewTitle } from "../shell/view-title.tsx";
import { english } from "../text/english.ts";

const { nowhere } = english;

export function NowhereView() {
  return (
    <EmptyState
      mt="xl"
      icon={<Icon name="detect" size={36} />}
      title={<ViewTitle>{nowhere.title}</ViewTitle>}
      description={nowhere.detail}
    >
      <EmptyState.Actions>
        <Anchor component={Link} href={addressOf.detect()}>
          {nowhere.back}
        </Anchor>
      </EmptyState.Actions>
    </EmptyState>
  );
}
