import { Anchor, EmptyState } from "@mantine/core";
import { Link } from "wouter";
import { addressOf } from "../address.ts";
import { english } from "../text/english.ts";

const { nowhere } = english;

export function NowhereView() {
  return (
    <EmptyState
      title={nowhere.title}
      description={
        <Anchor component={Link} href={addressOf.detect()}>
          {nowhere.back}
        </Anchor>
      }
    />
  );
}
