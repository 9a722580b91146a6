package io.perdure.gateway.node.module;

/** Money. Nothing here keeps it from going below zero: that is up to who locks it. */
public class Purse {
    public long balance;

    public long add(long amount) {
        balance += amount;
        return balance;
    }

    public long balance() {
        return balance;
    }
}
