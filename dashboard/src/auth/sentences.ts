/** What a person reads for each code of the user pool's refusals. Read only once something was refused. */
export const SENTENCES: Record<string, string> = {
  NotAuthorizedException: "The email or the password is wrong.",
  UserNotFoundException: "The email or the password is wrong.",
  UserNotConfirmedException: "This account is not confirmed yet. Ask an admin.",
  PasswordResetRequiredException: "Your password must be renewed. Ask an admin.",
  InvalidPasswordException:
    "This password is too weak. Use at least 12 characters: small and capital letters, digits and a sign such as ! or -.",
  TooManyRequestsException: "Too many attempts. Wait a minute and try again.",
  LimitExceededException: "Too many attempts. Wait a minute and try again.",
  CodeMismatchException: "This code is wrong. Wait for the next one in your app and type that.",
  ExpiredCodeException: "Each code works once. Wait for the next one in your app and type that.",
  EnableSoftwareTokenMFAException:
    "This code does not fit. Wait for the next one in your app; if that does not fit either, check your phone's clock.",
};
