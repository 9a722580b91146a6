package io.perdure.entities;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The entity name that a class implements or an interface addresses. Without it a class is named by its simple name,
 * and an interface by its simple name less a final {@code Operations}: {@code CounterOperations} addresses {@code
 * Counter}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EntityName {
    String value();
}
