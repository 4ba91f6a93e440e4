/** The whole chain under random work while its parts are killed, frozen, cut off and filled up. */
package io.isomer.testing.e2e.chaos;
