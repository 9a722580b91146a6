package io.perdure.gateway.campaign;

/** Somebody who does one thing after the other and notes down what came of it. */
interface Client {
    /** Does one thing; gives whether it was acknowledged. */
    boolean step();
}
