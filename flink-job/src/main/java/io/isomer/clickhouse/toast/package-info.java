/**
 * Values that PostgreSQL did not send because an update left them unchanged (TOAST), and the
 * rejected changes that forbid to fill them in.
 */
package io.isomer.clickhouse.toast;
