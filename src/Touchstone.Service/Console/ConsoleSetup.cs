using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Touchstone.Service.Console;

/// <summary>The web console.</summary>
internal static class ConsoleSetup
{
    internal static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
    }

    internal static void MapConsole(this IEndpointRouteBuilder app) =>
        // The platform's own policy for every page says who may frame it; the component's would be a second one.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
}
