package io.perdure.examples.web;

import io.perdure.Registry;
import io.perdure.gateway.Access;
import io.perdure.gateway.HttpContext;
import io.perdure.gateway.HttpModule;
import io.perdure.gateway.HttpRoutes;
import org.slf4j.LoggerFactory;

/**
 * A module with routes. It is apart from the others: a program that embeds them needs no gateway. The entities behind the
 * routes are in {@link io.perdure.examples.entities.EntitiesModule}.
 */
public final class WebModule implements HttpModule {
    private final Mailer mailer;

    public WebModule() {
        this((to, text) -> LoggerFactory.getLogger(WebModule.class).info("Mail to {}: {}", to, text));
    }

    WebModule(Mailer mailer) {
        this.mailer = mailer;
    }

    /** Would be a mail server. */
    @FunctionalInterface
    interface Mailer {
        void send(String to, String text);
    }

    @Override
    public void register(Registry registry) {
        registry.orchestrator(ApprovalByLink.class)
                .activity(ApprovalByLink.SendLink.class, () -> new ApprovalByLink.SendLink(mailer));
    }

    @Override
    public void routes(HttpRoutes routes, HttpContext context) {
        var approvals = new ApprovalRoutes(context);
        routes.under("carts", new CartRoutes(context).route())
                .under("profiles", new ProfileRoutes(context).route())
                .under("approvals", approvals.start())
                .under("approval-links", Access.PUBLIC, approvals.link());
    }
}
