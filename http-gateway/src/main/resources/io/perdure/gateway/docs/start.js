// Relative, so that it works behind a proxy that puts the node below a path of its own. No validator: nothing leaves the node.
SwaggerUIBundle({ url: '../openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null, tryItOutEnabled: false });
