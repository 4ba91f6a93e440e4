/** The whole chain under random work while its parts are killed, frozen, cut off and filled up. */
package io.isomer.e2e.chaos;
