/** Close to the evidence, and room for 550 words and what a reasoning model thinks before. The operator's settings go before. */
export const proseNumbers = { temperature: 0.3, maxTokens: 2_000 } as const;
