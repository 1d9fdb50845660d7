using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Cases.Viewing;

namespace Touchstone.Service.Console;

/// <summary>The web console.</summary>
internal static class ConsoleSetup
{
    internal static void AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddSingleton<CaseFindings>().AddSingleton<Layers>().AddSingleton<CaseNotes>().AddSingleton<CaseAccess>();
    }

    internal static void MapConsole(this IEndpointRouteBuilder app) => 
        // The platform's own policy for every page says who may frame it; the component's would be a second one.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
}
