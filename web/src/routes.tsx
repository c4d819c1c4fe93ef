import { Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { pattern } from "./address.ts";
import { NeedsScope } from "./session/needs-scope.tsx";
import { ErrorBoundary } from "./shell/error-boundary.tsx";
import { lateView } from "./shell/late-view.ts";
import { Loading } from "./shell/loading.tsx";
import { placeOf } from "./shell/places.ts";
import { DetectView } from "./view/detect/detect-view.tsx";

// The first view comes with the page; the others when somebody goes there.
const DetectionView = lateView(async () => (await import("./view/detection/detection-view.tsx")).DetectionView);
const BatchView = lateView(async () => (await import("./view/batch/batch-view.tsx")).BatchView);
const JobView = lateView(async () => (await import("./view/batch/job-view.tsx")).JobView);
const HistoryView = lateView(async () => (await import("./view/history/history-view.tsx")).HistoryView);
const ModelsView = lateView(async () => (await import("./view/models/models-view.tsx")).ModelsView);
const ModelView = lateView(async () => (await import("./view/models/model-view.tsx")).ModelView);
const CompareView = lateView(async () => (await import("./view/compare/compare-view.tsx")).CompareView);
const KeysView = lateView(async () => (await import("./view/keys/keys-view.tsx")).KeysView);
const SettingsView = lateView(async () => (await import("./view/settings/settings-view.tsx")).SettingsView);
const NowhereView = lateView(async () => (await import("./view/nowhere-view.tsx")).NowhereView);

export function Routes() {
  const [location] = useLocation();
  const place = placeOf(location);
  return (
    <ErrorBoundary key={location}>
      <Suspense fallback={<Loading />}>
        <NeedsScope scope={place?.scope} title={place?.label ?? ""}>
          <Switch>
            <Route path={pattern.detect} component={DetectView} />
            <Route path={pattern.detection}>{({ id }) => <DetectionView id={id} />}</Route>
            <Route path={pattern.batch} component={BatchView} />
            <Route path={pattern.job}>{({ id }) => <JobView id={id} />}</Route>
            <Route path={pattern.history} component={HistoryView} />
            <Route path={pattern.models} component={ModelsView} />
            <Route path={pattern.model}>{({ id }) => <ModelView id={decodeURIComponent(id)} />}</Route>
            <Route path={pattern.compare} component={CompareView} />
            <Route path={pattern.keys} component={KeysView} />
            <Route path={pattern.settings} component={SettingsView} />
            <Route component={NowhereView} />
          </Switch>
        </NeedsScope>
      </Suspense>
    </ErrorBoundary>
  );
}
