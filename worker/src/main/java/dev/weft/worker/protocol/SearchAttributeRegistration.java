package dev.weft.worker.protocol;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.CountWorkflowExecutionsRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Makes sure that a namespace knows {@link SearchAttributes}: a run that sets an unknown one would hang. */
public final class SearchAttributeRegistration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private SearchAttributeRegistration() {}

    /**
     * Creates those that are missing, and waits until they can be used: a server that is told of new ones refuses them for
     * seconds. Several processes may do so at once.
     *
     * @throws IllegalStateException where one is there with another type, which Temporal would accept in silence
     * @throws StatusRuntimeException where the server doesn't answer
     */
    public static void ensure(WorkflowServiceStubs service, String namespace) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
        Map<String, IndexedValueType> missing = missing(operator, namespace);
        if (!missing.isEmpty()) {
            operator.blockingStub()
                    .addSearchAttributes(AddSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .putAllSearchAttributes(missing)
                            .build());
            awaitUse(service, namespace, missing.keySet());
        }
    }

    /** What a server answers questions about it takes from runs, too; one that doesn't within ten seconds may still. */
    private static void awaitUse(WorkflowServiceStubs service, String namespace, Set<String> names) {
        CountWorkflowExecutionsRequest question = CountWorkflowExecutionsRequest.newBuilder()
                .setNamespace(namespace)
                .setQuery(names.stream().map(name -> name + " IS NULL").collect(Collectors.joining(" AND ")))
                .build();
        long began = System.nanoTime();
        while (!answers(service, question) && System.nanoTime() - began < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean answers(WorkflowServiceStubs service, CountWorkflowExecutionsRequest question) {
        try {
            service.blockingStub().countWorkflowExecutions(question);
            return true;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT;
        }
    }

    private static Map<String, IndexedValueType> missing(OperatorServiceStubs operator, String namespace) {
        Map<String, IndexedValueType> known = operator.blockingStub()
                .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                        .setNamespace(namespace)
                        .build())
                .getCustomAttributesMap();
        Map<String, IndexedValueType> missing = new LinkedHashMap<>();
        for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
            IndexedValueType found = known.get(key.getName());
            if (found == null) {
                missing.put(key.getName(), key.getValueType());
            } else if (found != key.getValueType()) {
                throw new IllegalStateException(
                        "Expected search attribute %s of type %s in namespace '%s', but found %s. Remove it with «temporal operator search-attribute remove --name %s», or use another namespace."
                                .formatted(key.getName(), key.getValueType(), namespace, found, key.getName()));
            }
        }
        return missing;
    }
}
