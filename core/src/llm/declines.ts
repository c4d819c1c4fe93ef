/** Whether an answer begins as models do when they decline. */
export const declines = (text: string): boolean =>
  /^\W*(?:(?:i['’]?m|i am) (?:sorry|unable|not able)|sorry|i (?:cannot|can not|can['’]?t|won['’]?t)|as an ai|unfortunately)\b/i.test(
    text,
  );
