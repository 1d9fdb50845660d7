using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Touchstone.Service.Accounts;

namespace Touchstone.Service.Console;

/// <summary>The web console.</summary>
internal static class ConsoleSetup
{
    internal static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        // In the place of the framework's, which believes a page for as long as it is open.
        services.AddScoped<AuthenticationStateProvider, SignedInStill>();
        services.AddMudServices();
    }

    internal static void MapConsole(this IEndpointRouteBuilder app) =>
        // The platform's own policy for every page says who may frame it; the component's would be a second one.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
}
