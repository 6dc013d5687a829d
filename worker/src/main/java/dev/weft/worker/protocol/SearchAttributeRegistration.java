package dev.weft.worker.protocol;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes sure that a namespace knows {@link SearchAttributes}: a run that sets an unknown one would hang. */
public final class SearchAttributeRegistration {
    private SearchAttributeRegistration() {}

    /**
     * Creates those that are missing; several processes may do so at once.
     *
     * @throws IllegalStateException where one is there with another type, which Temporal would accept in silence
     * @throws io.grpc.StatusRuntimeException where the server doesn't answer
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
