using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Touchstone.Service.Api;

/// <summary>What stands at the head of the description: what this is, and how one signs in.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Touchstone", Version = "v1",
            Description = "Media come in, are examined, and become cases with findings and a decision. Errors are application/problem+json with a `code`. Lists give a cursor in `next`. Writes take an `Idempotency-Key`.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of this service: tsk_…" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }
}
