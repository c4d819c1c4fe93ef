import type { EncoderDefinition } from "whowrote/encoder";
import { contrastiveCourse } from "./course/contrastive.ts";
import { dualCourse } from "./course/dual.ts";
import { labelCourse } from "./course/label.ts";
import { languageModelCourse } from "./course/language-model.ts";
import type { Course } from "./course.ts";
import type { EncoderData } from "./data/encoder-data.ts";
import { linearHead, type HeadDefinition } from "whowrote/encoder-head";
import { headParameters } from "./parameters/head-values.ts";
import { contrastiveObjective } from "./objective/contrastive.ts";
import { dualObjective, projectionParameters } from "./objective/dual.ts";
import { labelObjective } from "./objective/label.ts";
import { guessParameters, languageModelObjective } from "./objective/language-model.ts";
import type { Objective } from "./objective.ts";
import type { DualOptions, EncoderOptions } from "./options.ts";
import type { Parameter } from "./parameters/parameter.ts";

export const lessonIds = ["label", "mlm", "simcse", "dual"] as const;
export type LessonId = (typeof lessonIds)[number];

/** What stands on the encoder while it learns, and what it learns from. */
export interface Lesson {
  /** Of a head that labels. */
  readonly head?: HeadDefinition;
  /** Beside the encoder's. */
  readonly parameters: readonly Parameter[];
  readonly objective: (parameters: readonly Parameter[]) => Objective;
  readonly course: (data: EncoderData, rowsPerPass: number) => Course;
  /** Inside the encoder, where the options leave it open. */
  readonly encoderDropout: number;
}

type CreateLesson = (definition: EncoderDefinition, options: EncoderOptions, dual: DualOptions) => Lesson;

/** Width and dropout of the head that tells people from AI; CodeGuard Nexus and the released encoder have it. */
const labelDropout = 0.1;

const lessons: Readonly<Record<LessonId, CreateLesson>> = {
  label: (definition, options) => {
    const head = linearHead(definition.hiddenSize, labelDropout);
    return {
      head,
      parameters: headParameters(head, options.seed, headShare(options)),
      objective: (parameters) => labelObjective(definition, head, parameters),
      course: (data, rowsPerPass) => labelCourse(data, head, { ...options, rowsPerPass }),
      encoderDropout: 0,
    };
  },
  mlm: (definition, options) => ({
    // The table of words is the encoder's own: a layer between must not run ahead of it.
    parameters: guessParameters(definition, options.seed, 1),
    objective: (parameters) => languageModelObjective(definition, parameters),
    course: (data, rowsPerPass) => languageModelCourse(data, { ...options, rowsPerPass }),
    encoderDropout: 0,
  }),
  simcse: (definition, options) => ({
    parameters: [],
    objective: (parameters) => contrastiveObjective(definition, parameters, options.simcseTemperature),
    course: (data, rowsPerPass) => contrastiveCourse(data, { ...options, rowsPerPass }),
    // Without dropout the two of a pair would be the same.
    encoderDropout: 0.1,
  }),
  dual: (definition, options, dual) => {
    const head = linearHead(definition.hiddenSize, labelDropout);
    const share = headShare(options);
    return {
      head,
      parameters: [
        ...headParameters(head, options.seed, share),
        ...projectionParameters(definition.hiddenSize, dual.projection, options.seed, share),
      ],
      objective: (parameters) => dualObjective(definition, head, parameters, dual),
      course: (data, rowsPerPass) => dualCourse(data, head, { ...options, rowsPerPass }),
      encoderDropout: 0,
    };
  },
};

export function createLesson(
  id: LessonId,
  definition: EncoderDefinition,
  options: EncoderOptions,
  dual: DualOptions,
): Lesson {
  return lessons[id](definition, options, dual);
}

function headShare({ rate, headRate }: EncoderOptions): number {
  return rate > 0 ? headRate / rate : 1;
}
