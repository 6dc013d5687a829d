/** A plugin that brings an action, an agent's handler, a provider of secrets and a place for blobs. */
package com.example.weft;
