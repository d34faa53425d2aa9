import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, given } from "./client";
import { sendTwice } from "./sending";
import { mergeThreads } from "./threads";
import type { GroupChat, GroupChatPatch, GroupChatPreview, NewGroupChat } from "./types.gen";

/** A group conversation with its members. */
export function chatQuery(id: string) {
  return queryOptions({
    queryKey: ["chat", id] as const,
    queryFn: (): Promise<GroupChat> =>
      given(api().GET("/group-chats/{thread_id}", { params: { path: { thread_id: id } } })),
  });
}

/** Who would take part, what each is told first, and what it costs. */
export function chatPreviewQuery(wish: NewGroupChat, enabled: boolean) {
  return queryOptions({
    queryKey: ["chat-preview", wish] as const,
    queryFn: (): Promise<GroupChatPreview> => given(api().POST("/group-chats/preview", { body: wish })),
    enabled,
    retry: false,
    placeholderData: (before: GroupChatPreview | undefined) => before,
  });
}

/** `key` stays the same until the conversation is made, so that a repeat begins no second one. */
export function useStartChat() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ wish, key }: { wish: NewGroupChat; key: string }): Promise<GroupChat> =>
      sendTwice(() =>
        given(api().POST("/group-chats", { params: { header: { "Idempotency-Key": key } }, body: wish })),
      ),
    onSuccess: (chat) => {
      queries.setQueryData(chatQuery(chat.thread.id).queryKey, chat);
      mergeThreads(queries, [chat.thread]);
    },
  });
}

/** Lets somebody in, takes somebody out, or ends the conversation. */
export function useChangeChat(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (patch: GroupChatPatch): Promise<GroupChat> =>
      given(api().PATCH("/group-chats/{thread_id}", { params: { path: { thread_id: id } }, body: patch })),
    onSuccess: (chat) => {
      queries.setQueryData(chatQuery(id).queryKey, chat);
      mergeThreads(queries, [chat.thread]);
      return queries.invalidateQueries({ queryKey: ["messages", id] });
    },
  });
}
